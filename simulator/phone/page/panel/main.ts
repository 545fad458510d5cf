document.body.textContent = 'panel'
